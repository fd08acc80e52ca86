package main

import "fmt"

func matrix(size, seed int) [][]float64 {
	rows := make([][]float64, size)
	for i := range rows {
		rows[i] = make([]float64, size)
		for j := range rows[i] {
			rows[i][j] = float64((i*31 + j*17 + seed) % 101)
		}
	}
	return rows
}

func main() {
	var size int
	var a, b, product [][]float64

	prepare := func(n int) {
		size = n
		a, b = matrix(n, 1), matrix(n, 2)
	}
	run := func() {
		product = make([][]float64, size)
		for i, row := range a {
			product[i] = make([]float64, size)
			for j := range product[i] {
				sum := 0.0
				for k, x := range row {
					sum += x * b[k][j]
				}
				product[i][j] = sum
			}
		}
	}
	check := func() string {
		sum := 0.0
		for i, row := range product {
			sum += row[i] * float64(i+1)
		}
		return fmt.Sprintf("%.0f", sum)
	}
	measure(prepare, run, check)
}
