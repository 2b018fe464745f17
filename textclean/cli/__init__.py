"""The command line.

Python looks for garbage a dozen times while Click is imported, which takes 4 ms; so this comes
first.
"""

from textclean.startup.collector import search_seldom

search_seldom()
