"""What every face shows alike: codes in words, a report as paragraphs with its figures marked, figures as series."""
