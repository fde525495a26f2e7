"""Makes scenario files that differ: shipped ones with numbers changed at random, the same for the same
seed. Usage: make_items.py FOLDER COUNT [SEED] [--one BASE] [--ndjson FILE] [--bad EVERY]"""
import argparse, json, os, random

CHANGED = [
    ("operation", "vacancy", 0.5, 1.5), ("operation", "management_per_m2", 0.8, 1.2),
    ("operation", "maintenance_per_m2", 0.8, 1.2), ("economy", "market_rate", 0.6, 1.6),
    ("economy", "inflation", 0.7, 1.3), ("costs", "growth", 0.5, 1.5),
]

def scale(holder, key, factor):
    value = holder.get(key)
    if isinstance(value, dict) and "value" in value:
        low, high = value.get("low", value["value"]), value.get("high", value["value"])
        value["value"] = min(max(value["value"] * factor, low), high)
    elif isinstance(value, (int, float)):
        holder[key] = value * factor

def change(scenario, chance):
    for section, key, low, high in CHANGED:
        scale(scenario.get(section, {}), key, chance.uniform(low, high))
    building = scenario["costs"]["building"]
    scale(building, "per_m2", chance.uniform(0.9, 1.1))
    for dwelling in scenario["dwellings"]:
        scale(dwelling, "rent", chance.uniform(0.85, 1.15))

def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("count", type=int)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    parser.add_argument("--one")
    parser.add_argument("--ndjson")
    parser.add_argument("--bad", type=int, default=0)
    given = parser.parse_args()
    names = sorted(n for n in os.listdir("scenarios") if n.endswith(".json"))
    if given.one:
        names = [given.one + ".json"]
    texts = [open(os.path.join("scenarios", n), encoding="utf-8").read() for n in names]
    chance = random.Random(given.seed)
    os.makedirs(given.folder, exist_ok=True)
    lines = open(given.ndjson, "w", encoding="utf-8") if given.ndjson else None
    for i in range(given.count):
        scenario = json.loads(texts[i % len(texts)])
        scenario["id"] = "%s_%d" % (scenario["id"], i)
        change(scenario, chance)
        if given.bad and i % given.bad == given.bad - 1:
            scenario["operation"]["vacancy"] = 7
        if lines:
            lines.write(json.dumps(scenario, ensure_ascii=False) + "\n")
        else:
            with open(os.path.join(given.folder, "s%07d.json" % i), "w", encoding="utf-8") as out:
                json.dump(scenario, out, ensure_ascii=False, indent=2)

main()
