import { describe, expect, test } from "vitest";
import { decideSubmission } from "./decide-submission.ts";
import { parseQueue } from "./queued-job.ts";

describe("what is submitted", () => {
  test("at first: all, and a job that finalizes", () => {
    expect(decideSubmission([0, 1, 2], [])).toEqual({ tasks: [0, 1, 2], finalize: true, arrays: [], superseded: [] });
  });

  test("while all that is missing is in the queue: nothing", () => {
    const queue = parseQueue(
      "13|1|RUNNING|n1|None\n13|2|PENDING||Resources\n13|0|COMPLETED|n1|None\n14|N/A|PENDING||Dependency\n",
    );
    expect(decideSubmission([1, 2], queue)).toEqual({ tasks: [], finalize: false, arrays: ["13"], superseded: [] });
  });

  test("where tasks failed and others run: those that failed, and another job that finalizes behind both arrays", () => {
    const queue = parseQueue(
      "13|1|FAILED|n1|NonZeroExitCode\n13|2|RUNNING|n1|None\n13|3|TIMEOUT|n1|TimeLimit\n14|N/A|PENDING||Dependency\n",
    );
    expect(decideSubmission([1, 2, 3], queue)).toEqual({
      tasks: [1, 3],
      finalize: true,
      arrays: ["13"],
      superseded: ["14"],
    });
  });

  test("a task that Slurm put back into the queue is left to it", () => {
    expect(decideSubmission([2], parseQueue("13|2|PENDING||BeginTime\n")).tasks).toEqual([]);
  });

  test("a task that is done once more changes nothing", () => {
    const queue = parseQueue("13|2|FAILED|n1|NonZeroExitCode\n15|2|RUNNING|n1|None\n16|N/A|PENDING||Dependency\n");
    expect(decideSubmission([2], queue)).toEqual({ tasks: [], finalize: false, arrays: ["15"], superseded: [] });
  });

  test("where all is done, and nobody finalizes: that alone", () => {
    const queue = parseQueue("13|0|COMPLETED|n1|None\n14|N/A|FAILED|n1|NonZeroExitCode\n");
    expect(decideSubmission([], queue)).toEqual({ tasks: [], finalize: true, arrays: [], superseded: [] });
  });

  test("a job that finalizes already is not cancelled: it says what is missing, and ends", () => {
    expect(decideSubmission([0], parseQueue("14|N/A|RUNNING|n1|None\n"))).toMatchObject({
      finalize: true,
      superseded: [],
    });
  });
});
