package main

import (
	"fmt"
	"sort"
)

type record struct {
	key  int
	name string
}

func main() {
	var records, byKey, byName []record

	prepare := func(size int) {
		x := 42
		for i := 0; i < size; i++ {
			x = (x*1103515245 + 12345) % 2147483648
			records = append(records, record{x, fmt.Sprint("n", x%5000)})
		}
	}
	// By key, and then once more by name and key.
	run := func() {
		byKey = append([]record(nil), records...)
		sort.Slice(byKey, func(i, j int) bool { return byKey[i].key < byKey[j].key })
		byName = append([]record(nil), byKey...)
		sort.Slice(byName, func(i, j int) bool {
			a, b := &byName[i], &byName[j]
			return a.name < b.name || a.name == b.name && a.key < b.key
		})
	}
	check := func() string { return fmt.Sprint(byKey[len(byKey)/2].key, " ", byName[len(byName)/3].key) }
	measure(prepare, run, check)
}
