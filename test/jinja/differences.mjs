// What tells an engine's rendering from the reference's, and a rendering from what its own contract says.

/**
 * One line for each difference; none if all is well. The answer is reference.py's. Checked besides: segments joined are the text,
 * data stands where its segment says, errors know their place, and each ending is what the shorter conversation renders to.
 */
export function differences(engine, { template, context: given, answer, now }) {
  if (answer.incomparable !== undefined) return [];
  const context = given instanceof Map ? Object.fromEntries(given) : given;
  let compiled;
  let result;
  try {
    compiled = engine.compileTemplate(template);
    result = compiled.render(context, { now });
  } catch (error) {
    if (!(error instanceof engine.JinjaError)) return [`not a JinjaError: ${error?.stack ?? error}`];
    const faults = [];
    if (answer.error === undefined) faults.push(`fails: ${error.name} ${error.kind ?? ""}: ${error.message}`);
    if (error.position === null) faults.push(`an error without a place: ${error.message}`);
    return faults;
  }
  if (answer.error !== undefined) {
    return [
      `renders ${JSON.stringify(result.text.slice(-200))} where the reference fails: ${answer.error}: ${answer.message}`,
    ];
  }
  if (result.text !== answer.text) return [difference(result.text, answer.text)];
  return [
    ...spanFaults(result, answer.generated),
    ...segmentFaults(result.segments, result.text, context),
    ...endingFaults(compiled, result, context, now),
  ];
}

function difference(text, expected) {
  let at = 0;
  while (text[at] === expected[at]) at++;
  const around = (whole) => JSON.stringify(whole.slice(Math.max(0, at - 40), at + 60));
  return `text differs at ${at}: ${around(text)}, expected ${around(expected)}`;
}

function codePointOffsets(text) {
  const offsets = new Map([[0, 0]]);
  let units = 0;
  let points = 0;
  for (const character of text) offsets.set((units += character.length), ++points);
  return offsets;
}

/** The reference counts code points, the engine UTF-16 units. */
function spanFaults({ text, generated }, expected) {
  if (expected === null || expected === undefined) return [];
  const offsets = codePointOffsets(text);
  const found = JSON.stringify(generated.map((span) => span.map((offset) => offsets.get(offset))));
  return found === JSON.stringify(expected) ? [] : [`generated ${found}, expected ${JSON.stringify(expected)}`];
}

export function segmentFaults(segments, text, context) {
  const faults = [];
  if (segments.map((segment) => segment.text).join("") !== text) faults.push("the segments joined are not the text");
  let start = 0;
  for (const segment of segments) {
    const shown = JSON.stringify(segment);
    if (segment.start !== start) faults.push(`starts elsewhere than at ${start}: ${shown}`);
    start += segment.text.length;
    if (segment.text === "") faults.push(`an empty segment: ${shown}`);
    if (segment.origin === "template") {
      if (segment.path.length > 0 || segment.sourceStart !== -1) faults.push(`template text with a source: ${shown}`);
    } else if (segment.path.length === 0) faults.push(`data without a source: ${shown}`);
    else faults.push(...sourceFaults(segment, context).map((fault) => `${fault}: ${shown}`));
  }
  return faults;
}

function sourceFaults({ text, path, sourceStart }, context) {
  const found = valueAt(context, path);
  if (found === undefined) return ["nothing stands at the path"];
  if (sourceStart < 0) return [];
  const value = typeof found === "string" ? found : String(found);
  return value.slice(sourceStart, sourceStart + text.length) === text ? [] : ["the source reads otherwise"];
}

/** `a.b` of plain objects, lists and Maps; own keys alone. */
export function valueAt(context, path) {
  let value = context;
  for (const key of path) {
    if (value instanceof Map) value = value.get(key);
    else if (value !== null && typeof value === "object" && Object.hasOwn(value, key)) value = value[key];
    else return undefined;
  }
  return value;
}

/** An ending claims what the template prints for fewer messages: it is held to a rendering of them. */
function endingFaults(template, { text }, context, now) {
  const messages = valueAt(context, ["messages"]);
  if (!Array.isArray(messages) || messages.length === 0) return [];
  const endBefore = Array.from({ length: messages.length }, (_, message) => message + 1);
  const traced = template.render(context, { now, endBefore });
  const faults = traced.text === text ? [] : ["the text changes with endBefore"];
  for (const [message, { start, prompt, plain }] of traced.endings) {
    for (const [prompted, segments] of [
      [true, prompt],
      [false, plain],
    ]) {
      const claimed = text.slice(0, start) + segments.map((segment) => segment.text).join("");
      const shorter = { ...context, messages: messages.slice(0, message), add_generation_prompt: prompted };
      let actual;
      try {
        actual = template.render(shorter, { now }).text;
      } catch (error) {
        actual = `fails: ${error.message}`;
      }
      if (claimed !== actual) {
        faults.push(
          `the ending before message ${message}${prompted ? " with prompt" : ""}: ${difference(claimed, actual)}`,
        );
      }
    }
  }
  return faults;
}
