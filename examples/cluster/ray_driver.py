"""Runs the tasks of a plan on Ray, then finalizes: python ray_driver.py /data/run

Every node has Node.js and turnwise, and sees the run's folder. A worker that is lost is retried by Ray; a task that is done twice
does no harm.
"""

import json
import subprocess
import sys

import ray

CPUS = 4


@ray.remote(num_cpus=CPUS, max_retries=3, retry_exceptions=True, scheduling_strategy="SPREAD")
def work(run: str, task: int) -> None:
    # In a process group of its own, so that nothing goes on writing when Ray ends the worker.
    subprocess.run(
        ["turnwise", "work", "--run", run, "--task", str(task), "--workers", str(CPUS), "--quiet"],
        check=True,
        start_new_session=True,
    )


def main(run: str) -> None:
    with open(f"{run}/plan.json", encoding="utf-8") as file:
        tasks = json.load(file)["tasks"]
    ray.init()
    ray.get([work.remote(run, task) for task in range(tasks)])
    subprocess.run(["turnwise", "finalize", "--run", run], check=True)


if __name__ == "__main__":
    main(sys.argv[1])
