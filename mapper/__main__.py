"""``python -m mapper``: the same as the console script."""

from mapper.cli import main

if __name__ == "__main__":
    main()
