"""Fails when a line of standard input takes more than 80 columns. Usage: widths.py NAME"""
import sys
import unicodedata

wide = [
    line for line in sys.stdin.read().split("\n")
    if sum(not unicodedata.combining(c) for c in line) > 80
]
for line in wide:
    print(f"FAILED {sys.argv[1]}: {line}")
sys.exit(bool(wide))
