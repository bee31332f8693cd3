export declare function pythonWith(
  requirements: string,
  folder: string,
  base?: string,
):
  | { readonly python: string; readonly missing?: undefined }
  | { readonly python?: undefined; readonly missing: string };
