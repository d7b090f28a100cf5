#!/usr/bin/env python3
from jobspec.cli import main

main()
