#!/usr/bin/env bash
# Prepares data on Slurm: examples/cluster/slurm.sh RUN TASKS prepare-flags…
#   examples/cluster/slurm.sh runs/gemma-3 64 'data/*.jsonl' --model models/gemma-3 --out data/gemma-3
# Submit it again after failures: what is done is not done again.
set -euo pipefail
run=$1 tasks=$2
shift 2
turnwise plan "$@" --run "$run" --tasks "$tasks"
tasks=$(node -p 'JSON.parse(require("fs").readFileSync(process.argv[1])).tasks' "$run/plan.json")
array=$(sbatch --parsable --requeue --array="0-$((tasks - 1))" --cpus-per-task=4 --mem=4G --time=4:00:00 \
  --output="$run/slurm-%a.log" --wrap "exec turnwise work --run '$run' --workers 4")
# afterany: finalize itself says what is missing, and how to do it.
sbatch --parsable --dependency="afterany:$array" --cpus-per-task=4 --mem=8G --time=4:00:00 \
  --output="$run/finalize.log" --wrap "exec turnwise finalize --run '$run'"
