/**
 * Objects that are used up as they are read (generators) know their age, so that an ending that is only tried can tell those that it
 * made itself, which it may read, from those of the rendering, which will still be needed.
 */
let count = 0;

/** A number for an object that is made now: what is made later has a higher one. */
export function nextAge(): number {
  return ++count;
}

/** The number of the object that was made last. */
export function latestAge(): number {
  return count;
}
