"""What the lines of an extracted text look like: article, or what the page had around it."""
