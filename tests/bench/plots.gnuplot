# gnuplot -e "trace='ROWS'; out='PICTURE'; term='png'" plots.gnuplot
eval "set terminal " . term . " size 1920,1080"
set output out
set title "Latency of each request"
set xlabel "Time, s"
set ylabel "Latency, ms"
set grid
unset key
plot trace binary format="%double%double" using 1:2 with lines
