"""`python -m jobspec` is the command `jobspec`."""

from jobspec.cli import main

if __name__ == "__main__":
    main()
