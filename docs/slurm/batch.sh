#!/bin/sh
# Runs a batch as a Slurm job array: a shard a task, then a merge that waits for all of them.
# Usage: batch.sh SHARDS OUT INPUT... --models ID,ID... [any option of samspel batch]
# The shards' files are OUT.1 to OUT.SHARDS; on a disk that every node sees, but each written by one
# node only. Submitting again is safe: shards go on where they stopped, finished ones end at once.
# $SAMSPEL names the program, $SBATCH_ARGS what sbatch is to be told besides (partition, time).
set -eu
shards=$1
out=$2
shift 2
program=${SAMSPEL:-samspel}

# Words that a shell reads back as they are.
quoted() {
    gap=
    for word in "$@"; do
        printf "%s'%s'" "$gap" "$(printf '%s' "$word" | sed "s/'/'\\\\''/g")"
        gap=' '
    done
}
parts() {
    part=1
    while [ "$part" -le "$shards" ]; do
        printf ' %s' "$(quoted "$out.$part")"
        part=$((part + 1))
    done
}
batch="$(quoted "$program" batch "$@") --threads \${SLURM_CPUS_PER_TASK:-1}"
shard="--shard \$SLURM_ARRAY_TASK_ID/$shards --into $(quoted "$out.")\$SLURM_ARRAY_TASK_ID"

# An exit code of 10 says that some items failed: that is a result. Others are tried again, twice.
# shellcheck disable=SC2086 # words for sbatch
array=$(sbatch --parsable ${SBATCH_ARGS:-} --requeue --array="1-$shards" --job-name=samspel-shard \
    --output="$out.%a.log" --open-mode=append <<END
#!/bin/sh
for try in 1 2 3; do
    $batch $shard
    code=\$?
    case \$code in 0 | 10) exit 0 ;; esac
    sleep \$try
done
exit \$code
END
)
echo "shards: job $array"
# afterany: the merge itself sees whether every shard is complete, whatever the scheduler says.
# shellcheck disable=SC2086
merge=$(sbatch --parsable ${SBATCH_ARGS:-} --dependency="afterany:$array" \
    --job-name=samspel-merge --output="$out.merge.log" <<END
#!/bin/sh
exec $(quoted "$program") results merge --force $(quoted "$out")$(parts)
END
)
echo "merge: job $merge"
