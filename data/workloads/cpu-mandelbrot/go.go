package main

import "strconv"

// How many points stay near after 50 rounds. The conversions keep processors from fusing a product with a sum, which rounds differently.
func points(size int) int {
	inside := 0
	for y := 0; y < size; y++ {
		ci := 2*float64(y)/float64(size) - 1
		for x := 0; x < size; x++ {
			cr := 2*float64(x)/float64(size) - 1.5
			zr, zi := 0.0, 0.0
			round := 0
			for ; round < 50; round++ {
				zr, zi = float64(zr*zr)-float64(zi*zi)+cr, float64(2*zr*zi)+ci
				if float64(zr*zr)+float64(zi*zi) > 4 {
					break
				}
			}
			if round == 50 {
				inside++
			}
		}
	}
	return inside
}

func main() {
	var size, inside int

	prepare := func(n int) { size = n }
	run := func() { inside = points(size) }
	check := func() string { return strconv.Itoa(inside) }
	measure(prepare, run, check)
}
