# A real one-node Slurm on the loopback, in a folder of its own: no systemd, no cgroups, no name to
# resolve. Source it after lib.sh, call slurm_start, and slurm_stop in every case.
# shellcheck shell=sh
: "${work:?}"
PATH=$PATH:/usr/sbin:/sbin
slurm=$work/slurm
daemons=

slurm_missing() {
    for needed in munged slurmctld slurmd sbatch scontrol squeue scancel; do
        command -v $needed >/dev/null || echo $needed
    done
}

# Why Slurm would not run as who we are; nothing if it would, as root or not. Its daemons look their
# user up by name and take on that user's own group, which only root may do from another. (That
# munged tells of an unauthorized credential is no fault: each daemon of Slurm tries at its start
# whether munged refuses it one that is meant for somebody else.)
slurm_refuses_user() {
    name=$(id -un 2>/dev/null) || {
        echo "Slurm knows its user by name, and $(id -u) has none (add it to /etc/passwd)"
        return
    }
    own=$(getent passwd "$name" | cut -d : -f 4)
    [ "$(id -u)" = 0 ] || [ "$(id -g)" = "$own" ] ||
        echo "Slurm runs $name in group $own, and this is group $(id -g) (log in as $name)"
}

# A port from which on two are free.
slurm_port() {
    python3 -c 'import os, random, socket
chance = random.Random(os.getpid())
for _ in range(100):
    port = chance.randrange(20000, 60000)
    try:
        for p in (port, port + 1):
            with socket.socket() as s:
                s.bind(("127.0.0.1", p))
        print(port)
        break
    except OSError:
        pass'
}

slurm_configure() {
    port=$(slurm_port)
    mkdir -p "$slurm/munge" "$slurm/state" "$slurm/spool" "$slurm/log"
    chmod 755 "$work" "$slurm" "$slurm/munge"
    dd if=/dev/urandom of="$slurm/munge.key" bs=1024 count=1 2>/dev/null
    chmod 400 "$slurm/munge.key"
    cat >"$slurm/slurm.conf" <<CONF
ClusterName=samspel
SlurmctldHost=localhost(127.0.0.1)
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
AuthInfo=socket=$slurm/munge/socket
CredType=cred/munge
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
SlurmctldPort=$port
SlurmdPort=$((port + 1))
SlurmdParameters=config_overrides
StateSaveLocation=$slurm/state
SlurmdSpoolDir=$slurm/spool
SlurmctldPidFile=$slurm/slurmctld.pid
SlurmdPidFile=$slurm/slurmd.pid
SlurmctldLogFile=$slurm/log/slurmctld
SlurmdLogFile=$slurm/log/slurmd
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerType=sched/backfill
SchedulerParameters=sched_min_interval=0,sched_interval=2,bf_interval=2,batch_sched_delay=0
KillWait=2
MpiDefault=none
ReturnToService=2
NodeName=localhost NodeAddr=127.0.0.1 CPUs=2 RealMemory=1000 State=UNKNOWN
PartitionName=lokal Nodes=localhost Default=YES MaxTime=INFINITE State=UP OverSubscribe=NO
CONF
    # Named, for slurmd looks for a mounted cgroup filesystem otherwise, and gives up without one.
    echo "CgroupPlugin=cgroup/v1" >"$slurm/cgroup.conf"
    SLURM_CONF=$slurm/slurm.conf
    export SLURM_CONF
}

# wait_for SECONDS COMMAND...: until it succeeds.
wait_for() {
    until_then=$(($(date +%s) + $1))
    shift
    while ! "$@" >/dev/null 2>&1; do
        [ "$(date +%s)" -lt $until_then ] || return 1
        sleep 0.2
    done
}

slurm_controller() {
    slurmctld -D -f "$SLURM_CONF" >"$slurm/log/slurmctld.out" 2>&1 </dev/null &
    controller=$!
    daemons="$daemons $controller"
}

# After a controller's crash the node may be taken out; who runs the cluster takes it in again.
node_back() {
    timeout 5 sinfo -h -o %T | grep -q -e drain -e down || return 0
    timeout 5 scontrol update nodename=localhost state=resume
}

node_is_ready() { sinfo -h -o %T | grep -q -e idle -e mixed -e allocated; }

slurm_start() {
    slurm_configure
    munged --foreground --socket="$slurm/munge/socket" --key-file="$slurm/munge.key" \
        --pid-file="$slurm/munged.pid" --log-file="$slurm/log/munged" \
        --seed-file="$slurm/munge.seed" --num-threads=2 >"$slurm/log/munged.out" 2>&1 </dev/null &
    daemons="$daemons $!"
    wait_for 10 test -S "$slurm/munge/socket" || return 1
    slurm_controller
    slurmd -D -N localhost -f "$SLURM_CONF" >"$slurm/log/slurmd.out" 2>&1 </dev/null &
    daemons="$daemons $!"
    wait_for 30 node_is_ready
}

# What was started under this configuration and is still there, by its environment.
slurm_left() {
    for process in /proc/[0-9]*; do
        [ "$process" != "/proc/$$" ] && grep -qsz "^SLURM_CONF=$slurm/" "$process/environ" &&
            echo "${process#/proc/}"
    done
}

slurm_stop() {
    [ -n "$daemons" ] || return 0
    timeout 5 scancel -u "$(id -un)" 2>/dev/null
    for round in TERM KILL; do
        # shellcheck disable=SC2086 # a list
        kill -$round $daemons 2>/dev/null
        sleep 0.5
    done
    for process in $(slurm_left); do
        kill -KILL "$process" 2>/dev/null
    done
    daemons=
}

slurm_tell() {
    for log in "$slurm"/log/*; do
        echo "== $log"
        tail -n 15 "$log"
    done
}
