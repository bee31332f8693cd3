let count = 0;

/** The age of an object that is used up as it is read: those that are made later have a higher one. */
export function nextAge(): number {
  return ++count;
}

/** The age of the object that was made last. */
export function latestAge(): number {
  return count;
}
