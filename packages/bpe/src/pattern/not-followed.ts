/** A pattern that scanner tables cannot follow exactly, or that this reader does not know: the general path takes it over. */
export class NotFollowed extends Error {
  override readonly name = "NotFollowed";
}
