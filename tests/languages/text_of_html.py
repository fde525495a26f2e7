"""The texts that a reader of a page sees or hears, from standard input: a line for each."""
import sys
from html.parser import HTMLParser

HEARD = ("aria-label", "alt", "title", "content")


class Texts(HTMLParser):
    silent = 0

    def handle_starttag(self, tag, attributes):
        self.silent += tag in ("script", "style")
        for name, value in attributes:
            if name in HEARD and value and tag != "meta":
                print(value)

    def handle_endtag(self, tag):
        self.silent -= tag in ("script", "style")

    def handle_data(self, data):
        if not self.silent and data.strip():
            print(data)


parser = Texts()
parser.feed(sys.stdin.read())
