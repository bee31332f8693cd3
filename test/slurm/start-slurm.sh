#!/usr/bin/env bash
# A Slurm of two nodes, n1 and n2, on the loopback address of this machine: test/slurm/start-slurm.sh DIR
# Run it as root, on Debian or Ubuntu. It installs Slurm where it is missing, keeps everything below DIR (an absolute path), starts no
# service, and returns when both nodes are idle. Then: export SLURM_CONF=DIR/slurm.conf
# Stop it with: test/slurm/stop-slurm.sh DIR
set -euo pipefail
directory=${1:?which directory?}
max_array_size=${2:-1001}
[[ $directory = /* ]] || { echo "$directory must be an absolute path: slurmctld changes its directory" >&2; exit 2; }
[[ $EUID = 0 ]] || { echo "run it as root: slurmd starts jobs for their users" >&2; exit 2; }

missing=()
for pair in slurmctld:slurmctld slurmd:slurmd sbatch:slurm-client; do
  command -v "${pair%:*}" >/dev/null || missing+=("${pair#*:}")
done
if ((${#missing[@]})); then
  export DEBIAN_FRONTEND=noninteractive
  { timeout 120 apt-get update && timeout 300 apt-get install -y --no-install-recommends "${missing[@]}"; } >&2
fi

mkdir -p "$directory"/{state,spool,log,run}
host=$(hostname -s)
cat >"$directory/slurm.conf" <<CONF
ClusterName=turnwise
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=16817
SlurmUser=root
SlurmdUser=root
AuthType=auth/none
CredType=cred/none
# How long a job that is requeued waits: ten seconds instead of two minutes.
AuthInfo=cred_expire=10
# Listen on the loopback address alone.
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
SlurmctldPidFile=$directory/run/slurmctld.pid
SlurmctldLogFile=$directory/log/slurmctld.log
SlurmdPidFile=$directory/run/slurmd-%n.pid
SlurmdLogFile=$directory/log/slurmd-%n.log
SlurmdSpoolDir=$directory/spool/%n
StateSaveLocation=$directory/state
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
# No accounting: sacct has nothing to say, as on many clusters.
AccountingStorageType=accounting_storage/none
MpiDefault=none
ReturnToService=2
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerType=sched/backfill
SchedulerParameters=bf_interval=1,sched_min_interval=0,batch_sched_delay=0
JobRequeue=1
# A node that is silent for so many seconds is down.
SlurmdTimeout=10
MinJobAge=3600
KillWait=5
MaxArraySize=$max_array_size
NodeName=n1 NodeHostname=$host NodeAddr=127.0.0.1 Port=17001 CPUs=2 RealMemory=4000
NodeName=n2 NodeHostname=$host NodeAddr=127.0.0.1 Port=17002 CPUs=2 RealMemory=4000
PartitionName=main Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP
CONF

export SLURM_CONF=$directory/slurm.conf
slurmctld -f "$SLURM_CONF"
for node in n1 n2; do slurmd -f "$SLURM_CONF" -N "$node"; done
for ((attempt = 0; attempt < 100; attempt++)); do
  [[ $(sinfo --noheader --format='%T %D' 2>/dev/null) = "idle 2" ]] && exit 0
  sleep 0.2
done
echo "the nodes are not idle after 20 s; see $directory/log:" >&2
sinfo >&2
exit 1
