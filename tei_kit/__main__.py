"""`python -m tei_kit` is the command `tei-kit`."""

from tei_kit.cli.entry import main

if __name__ == "__main__":
    main()
