/** The label that cross-entropy ignores: PyTorch's default `ignore_index`. */
export const IGNORE_INDEX = -100;
