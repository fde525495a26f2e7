"""Kills a batch at random instants and lets the same command go on, until it is done; then holds the
results to those of an undisturbed run. Usage: kill_and_go_on.py PROGRAM FOLDER KILLS ARGUMENT..."""
import os, random, signal, sqlite3, subprocess, sys, time

program, folder, kills = sys.argv[1], sys.argv[2], int(sys.argv[3])
arguments = sys.argv[4:]
chance = random.Random(20261124)

def command(path, threads):
    return [program, "batch"] + arguments + ["--into", path, "--threads", str(threads)]

def dump(path):
    db = sqlite3.connect("file:%s?mode=ro" % path, uri=True)
    return list(db.iterdump())

def items(path):
    db = sqlite3.connect(path, timeout=5)
    try:
        return db.execute("SELECT count(*), max(item) + 1 - min(item) FROM item").fetchone()
    except sqlite3.OperationalError:
        return 0, None
    finally:
        db.close()

whole, broken = os.path.join(folder, "whole.sqlite"), os.path.join(folder, "broken.sqlite")
begun = time.monotonic()
subprocess.run(command(whole, 2), stdout=subprocess.DEVNULL)
length = time.monotonic() - begun
killed = ended = 0
seen = set()
while killed < kills:
    process = subprocess.Popen(command(broken, killed % 3 + 1), stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE)
    # Short lives hit the opening and the first writes, long ones the commits and the end.
    delay = chance.choice([0.02, 0.1, 1.0]) * chance.random() * max(length, 1.0)
    try:
        process.wait(delay)
        ended += 1
        if process.returncode not in (0, 10):
            sys.exit("ended with %d: %s" % (process.returncode, process.stderr.read().decode()))
        if ended > 5:  # done before all kills: begin anew
            os.unlink(broken)
            ended = 0
        continue
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        killed += 1
    if killed % 5 == 0:
        count, span = items(broken)
        seen.add(count)
        if count and count != span:
            sys.exit("there is a gap after %d kills: %d items span %d" % (killed, count, span))
last = subprocess.run(command(broken, 2), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
if last.returncode not in (0, 10):
    sys.exit("ended with %d: %s" % (last.returncode, last.stderr.decode()))
one, other = dump(whole), dump(broken)
if one != other:
    for a, b in zip(one, other):
        if a != b:
            print(a, b, sep="\n")
            break
    sys.exit("the dumps differ: %d and %d lines" % (len(one), len(other)))
left = [name for name in os.listdir(folder) if name.endswith(("-wal", "-shm", "-journal"))]
if left:
    sys.exit("left behind: %s" % left)
print("%d kills, %d lines the same, stopped at %s items" % (killed, len(one), sorted(seen)))
