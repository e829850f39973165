#!/usr/bin/perl
# copyright.pl THIRD-PARTY.md <copyright: puts the text of a licence from there in place of each line @HEADING@.
use strict;
use warnings;
use open qw(:std :encoding(UTF-8));

my %texts;
my $heading = '';
my $inside = 0;
open my $notices, '<', $ARGV[0] or die "$ARGV[0]: $!\n";
while (<$notices>) {
  chomp;
  if (/^```/) { $inside = !$inside }
  elsif ($inside) { push @{$texts{$heading}}, length ? " $_" : ' .' }
  elsif (/^### (.*)/) { $heading = $1 }
}

while (<STDIN>) {
  if (/^\@(.+)\@$/) {
    my $text = $texts{$1} or die "$ARGV[0] has no text under the heading \"$1\"\n";
    print "$_\n" for @$text;
  } else {
    print;
  }
}
