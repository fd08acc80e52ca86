package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
)

type address struct {
	Street string  `json:"street"`
	Zip    *string `json:"zip"`
}

type record struct {
	ID      int      `json:"id"`
	Name    string   `json:"name"`
	Tags    []string `json:"tags"`
	Score   float64  `json:"score"`
	Active  bool     `json:"active"`
	Address address  `json:"address"`
}

func encode(records []record) []byte {
	text, err := json.Marshal(records)
	if err != nil {
		panic(err)
	}
	return text
}

func main() {
	var records []record
	var text []byte

	prepare := func(size int) {
		for i := 0; i < size; i++ {
			records = append(records, record{i, fmt.Sprint("user ", i), []string{"a", "b", "ü€"},
				float64(i)*0.5 + 0.25, i%3 == 0, address{fmt.Sprint(i, " Main St"), nil}})
		}
	}
	run := func() {
		var again []record
		if err := json.Unmarshal(encode(records), &again); err != nil {
			panic(err)
		}
		text = encode(again)
	}
	check := func() string { return fmt.Sprintf("%x", sha256.Sum256(text)) }
	measure(prepare, run, check)
}
