package main

import "fmt"

// How often the first p elements are turned round, p being the first of them, until that is 0.
func flips(permutation []int) int {
	count := 0
	for first := permutation[0]; first > 0; first = permutation[0] {
		for low, high := 0, first; low < high; low, high = low+1, high-1 {
			permutation[low], permutation[high] = permutation[high], permutation[low]
		}
		count++
	}
	return count
}

func fannkuch(size int) (total, most int) {
	permutation, scratch, turned := make([]int, size), make([]int, size), make([]int, size)
	for i := range permutation {
		permutation[i] = i
	}
	for sign := 1; ; sign = -sign {
		copy(scratch, permutation)
		count := flips(scratch)
		if count > most {
			most = count
		}
		total += sign * count
		if sign == 1 {
			permutation[0], permutation[1] = permutation[1], permutation[0]
			continue
		}
		permutation[1], permutation[2] = permutation[2], permutation[1]
		for i := 2; i < size; i++ {
			if turned[i] < i {
				turned[i]++
				break
			}
			turned[i] = 0
			if i == size-1 {
				return total, most
			}
			first := permutation[0]
			copy(permutation, permutation[1:i+2])
			permutation[i+1] = first
		}
	}
}

func main() {
	var size, total, most int

	prepare := func(n int) { size = n }
	run := func() { total, most = fannkuch(size) }
	check := func() string { return fmt.Sprint(total, " ", most) }
	measure(prepare, run, check)
}
