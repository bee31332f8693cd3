#!/usr/bin/env bash
# Ends the Slurm that start-slurm.sh started, and what its jobs left running: test/slurm/stop-slurm.sh DIR
set -uo pipefail
directory=${1:?which directory?}
export SLURM_CONF=$directory/slurm.conf
timeout 10 scancel --user="$(id -un)" --full --signal=KILL 2>/dev/null
timeout 10 scancel --user="$(id -un)" 2>/dev/null
for file in "$directory"/run/*.pid; do
  [[ -e $file ]] && kill "$(cat "$file")" 2>/dev/null
done
for ((attempt = 0; attempt < 50; attempt++)); do
  compgen -G "$directory/run/*.pid" >/dev/null || exit 0
  sleep 0.1
done
for file in "$directory"/run/*.pid; do
  kill -9 "$(cat "$file")" 2>/dev/null
  rm -f "$file"
done
exit 0
