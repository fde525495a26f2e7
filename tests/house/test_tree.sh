#!/bin/sh
# This tree keeps the rules of the house.
exec tests/house/check . "${SAMSPEL_BUILD:-}"
