"""What is written besides documents: pages of terms, style sheets and scripts, the search index."""
