#!/bin/sh
# samspel optimise over draws: what risk says at the answer, the problem in full against other
# solvers, the same bytes whatever the threads, and what is wrong with what was asked.
. tests/cli/lib.sh

# key NAME: a number of the certificate's draws.
key() { awk -v k="\"$1\":" '/"draws": \{/ { on = 1 } on && $1 == k { gsub(/[^0-9.e+-]/, "", $2); print $2; exit }' "$work/out"; }
value() { awk '/"objective"/ { on = 1 } on && /"value"/ { gsub(/[^0-9.e+-]/, "", $2); print $2; exit }' "$work/out"; }
# chosen TERM
chosen() { awk -v t="\"$1\"" 'index($0, t) { on = 1 } on && /"value"/ { gsub(/[^0-9.e+-]/, "", $2); print $2; exit }' "$work/out"; }
same_bytes() {
    cases=$((cases + 1))
    cmp -s "$work/out" "$work/first" || fail "$1"
}
least() { awk -v a="$1" -v b="$2" 'BEGIN { exit !(a >= b - 1e-6 * (1 + (b < 0 ? -b : b))) }'; }

# CVaR by cuts, in full, and by a fresh run of risk with its draws sorted here.
asked="provebustad -s hitra -O cvar:municipality --draws 200 --seed 3 --starts 1 --format json --quiet"
# shellcheck disable=SC2086
run 0 optimise $asked --full --export "$work/full.lp" -t 1
cp "$work/out" "$work/first"
says out '"status": "optimal"'
by_cuts=$(value)
near "in full" "$(key full)" "$by_cuts" "$(awk -v v="$by_cuts" 'BEGIN { print 1e-6 * (v < 0 ? -v : v) }')"
near "gap" "$(key gap)" 0 0.01
near "fresh run" "$(key rerun_difference)" 0 1
near "lower bound" "$(key lower)" "$by_cuts" 1
rent=$(chosen letting.rent_share)
plot=$(chosen plot.price_share)
loan=$(chosen municipal_loan.amount_max)
run 0 risk provebustad -s hitra -n 200 -S 3 --quiet --export "$work/draws.csv" \
    --measures municipality.npv --set "/clauses/letting/rent_share=$rent" \
    --set "/clauses/plot/price_share=$plot" --set "/clauses/municipal_loan/amount_max=$loan"
# The mean of the dearest 10 of 200.
sorted=$(awk -F, 'NR > 1 { printf "%.6f\n", -$2 }' "$work/draws.csv" | sort -g -r | head -n 10 |
    awk '{ s += $1 } END { printf "%.6f", s / NR }')
near "the dearest draws of risk, sorted" "$sorted" "$by_cuts" 1

# The same bytes whatever the threads, and again.
for threads in 2 7; do
    # shellcheck disable=SC2086
    run 0 optimise $asked --full -t $threads
    same_bytes "with $threads threads the bytes differ"
done

# Other solvers find the same optimum in full.
near_to=$(awk -v v="$by_cuts" 'BEGIN { print 1e-7 * (1 + (v < 0 ? -v : v)) }')
if command -v glpsol >/dev/null; then
    glpsol --lp "$work/full.lp" -o "$work/solution" >"$work/glpsol" 2>&1
    near "glpsol" "$(sed -n 's/^Objective: *[a-z]* = \([-0-9.e+]*\).*/\1/p' "$work/solution")" \
        "$by_cuts" "$near_to"
else
    echo "SKIPPED: glpsol is not here, its optimum was not compared"
fi
if command -v cbc >/dev/null; then
    cbc "$work/full.lp" solve solu "$work/solution" >"$work/cbc" 2>&1
    near "cbc" "$(sed -n 's/^Optimal - objective value *//p' "$work/solution")" "$by_cuts" "$near_to"
else
    echo "SKIPPED: cbc is not here, its optimum was not compared"
fi

# By cuts, as MPS: the same optimum again.
# shellcheck disable=SC2086
run 0 optimise $asked --export "$work/cuts.mps"
if command -v glpsol >/dev/null; then
    glpsol --freemps "$work/cuts.mps" -o "$work/solution" >"$work/glpsol" 2>&1
    near "glpsol, cuts" "$(sed -n 's/^Objective: *[a-z]* = \([-0-9.e+]*\).*/\1/p' "$work/solution")" \
        "$by_cuts" "$near_to"
fi

# Cover in the draws: a higher floor, or in more of them, never lowers the rent.
last=0
for floor in "1 --dscr-share 0.8" "1 --dscr-share 0.95" "1.1 --dscr-share 0.95" "1.1 --dscr-share 1"; do
    # shellcheck disable=SC2086
    run 0 optimise stiftelse -s hitra -O rent -n 200 --starts 1 --format json --quiet --dscr $floor
    rent=$(value)
    cases=$((cases + 1))
    least "$rent" "$last" || fail "cover of $floor lowers the rent to $rent from $last"
    last=$rent
    share=${floor##* }
    cases=$((cases + 1))
    least "$(key cover_held)" "$share" || fail "cover holds in $(key cover_held) of the draws, not $share"
    near "fresh run, $floor" "$(key rerun_difference)" 0 1
done
says out '"limit": "cover_in_draws"'

# A ceiling on a CVaR that leaves no room: told as any limit.
run 5 optimise kommunal -s hitra -O rent -n 50 --starts 1 --decide letting.rent_share --quiet \
    --dscr 0 --cvar-max municipality:-1e9
says out "CVaR 95 of the net present cost is at most what it can bear"

# Aims in a list.
run 0 optimise provebustad -s hitra -O cvar:municipality,rent -n 100 --starts 1 --quiet
says out "the lowest CVaR 95 of the net present cost to municipality"
says out "Over 100 draws (seed 1)"

# What is wrong with what was asked.
run 2 optimise stiftelse -s hitra -O cvar:nobody
says err "OBJECTIVE_UNKNOWN"
run 2 optimise stiftelse -s hitra --draws 100
says err "nothing is asked of the draws"
run 2 optimise stiftelse -s hitra --full
run 2 optimise stiftelse -s hitra -O cvar:municipality --draws 0
run 2 optimise stiftelse -s hitra -O cvar:municipality --draws 100001
run 2 optimise stiftelse -s hitra -O cvar:municipality --full
says err "--full is for at most 1000 draws"
run 2 optimise stiftelse -s hitra --dscr-share 1.5
says err "--dscr-share"
run 2 optimise stiftelse -s hitra --dscr-share nan
run 2 optimise stiftelse -s hitra --cvar-max municipality
says err "CVAR_AMOUNT"
run 2 optimise stiftelse -s hitra --cvar-max nobody:1
says err "CVAR_PARTY"
run 2 optimise stiftelse -s hitra -O cvar:municipality --threads 0
silent out

# Ctrl-C: no answer, nothing on standard output. A background job of a shell ignores it, so that
# another program has to pass it on.
if command -v python3 >/dev/null; then
    python3 - "$SAMSPEL_BIN" >"$work/out" 2>"$work/err" <<'END'
import signal, subprocess, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
p = subprocess.Popen([sys.argv[1], "optimise", "stiftelse", "-s", "hitra", "-O", "rent", "-n",
                      "100000", "--dscr", "1", "--dscr-share", "0.95"], stdout=subprocess.PIPE)
time.sleep(1)
p.send_signal(signal.SIGINT)
out = p.communicate(timeout=120)[0]
sys.stdout.write(out.decode())
sys.exit(p.returncode)
END
    verdict "Ctrl-C" 9 $?
    silent out
    says err "stopped before there was an answer"
else
    echo "SKIPPED: python3 is not here, Ctrl-C was not tried"
fi

finish
