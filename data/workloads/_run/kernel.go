// PROGRAM SIZE SECONDS LEAST: the part that all Go kernels share. Their main() calls measure(prepare, run, check); prepare
// makes what run works on, check returns the text by which answers are compared; neither is timed.
package main

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

func cpuTime() int64 {
	var usage syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return usage.Utime.Nano() + usage.Stime.Nano()
}

func measure(prepare func(size int), run func(), check func() string) {
	if len(os.Args) != 4 {
		fmt.Fprintf(os.Stderr, "usage: %s SIZE SECONDS LEAST\n", os.Args[0])
		os.Exit(2)
	}
	size, _ := strconv.Atoi(os.Args[1])
	seconds, _ := strconv.ParseFloat(os.Args[2], 64)
	least, _ := strconv.Atoi(os.Args[3])

	prepare(size)
	fmt.Printf("{\"event\":\"start\",\"runtime\":\"go\",\"version\":%q}\n", strings.TrimPrefix(runtime.Version(), "go"))
	end := time.Now().Add(time.Duration(seconds * float64(time.Second)))
	for i := 0; i < least || time.Now().Before(end); i++ {
		before, start := cpuTime(), time.Now()
		run()
		ns, used := time.Since(start).Nanoseconds(), cpuTime()-before
		fmt.Printf("{\"i\":%d,\"ns\":%d,\"cpu\":%d}\n", i, ns, used)
	}
	fmt.Printf("{\"event\":\"done\",\"checksum\":%q}\n", check())
}
