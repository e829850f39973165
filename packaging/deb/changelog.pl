#!/usr/bin/perl
# changelog.pl VERSION SECONDS MAINTAINER <CHANGELOG.md: the same in the form of Debian. VERSION is what is built now,
# at SECONDS since 1970; a section without a date has that time too.
use strict;
use warnings;
use utf8;
use POSIX qw(strftime);
use Text::Wrap qw(wrap);
use Time::Local qw(timegm);
use open qw(:std :encoding(UTF-8));

my ($built, $now, $maintainer) = @ARGV;
$Text::Wrap::columns = 79;
$Text::Wrap::huge = 'overflow';
my (@sections, $text);

while (<STDIN>) {
  if (/^## \[([^\]]+)\] – (.*)/) {
    my $time = $2 =~ /^(\d{4})-(\d\d)-(\d\d)$/ ? timegm(0, 0, 0, $3, $2 - 1, $1) : $now;
    push @sections, {version => $1, time => $time, lines => []};
  }
  next unless @sections;
  my $lines = $sections[-1]{lines};
  if (/^### (.*)/) { push @$lines, "  [ $1 ]" }
  elsif (/^\* (.*)/) { push @$lines, "* $1" }
  elsif (/^  (\S.*)/ && @$lines) { $lines->[-1] .= " $1" }
}
die "CHANGELOG.md has no sections\n" unless @sections;
$sections[0]{version} = $built;
$sections[0]{time} = $now if $sections[0]{time} > $now;

for my $section (@sections) {
  print "vanthu ($section->{version}) unstable; urgency=medium\n\n";
  for my $line (@{$section->{lines}}) {
    if ($line =~ /^\* (.*)/) {
      my $words = $1;
      $words =~ s/\*\*//g;
      $words =~ s/\[([^\]]+)\]\([^)]*\)/$1/g;
      print wrap('  * ', '    ', $words), "\n";
    } else {
      print "$line\n";
    }
  }
  print "\n -- $maintainer  ", strftime('%a, %d %b %Y %H:%M:%S +0000', gmtime $section->{time}), "\n\n";
}
