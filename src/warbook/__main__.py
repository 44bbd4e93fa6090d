"""`python -m warbook`: the command line where the script is not on the path."""

from warbook.cli import main

if __name__ == "__main__":
    main()
