// The JSON server of the other programs, with Go's standard library.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"runtime"
	"strings"
	"time"
)

// #region plaintext
func plaintext(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain")
	io.WriteString(w, "Hello, World!")
}

// #endregion

// #region json
type message struct {
	Message string `json:"message"`
}

func hello(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(message{"Hello, World!"})
}

// #endregion

func endWithStdin() {
	io.Copy(io.Discard, os.Stdin)
	os.Exit(0)
}

func main() {
	http.HandleFunc("/plaintext", plaintext)
	http.HandleFunc("/json", hello)

	listener, err := net.Listen("tcp", "127.0.0.1:"+os.Getenv("PORT"))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	version := strings.TrimPrefix(runtime.Version(), "go")
	json.NewEncoder(os.Stdout).Encode(map[string]any{
		"event": "ready", "port": listener.Addr().(*net.TCPAddr).Port, "pid": os.Getpid(),
		"framework": "net/http", "framework_version": version, "runtime": "go", "version": version,
	})
	go endWithStdin()

	server := http.Server{IdleTimeout: 75 * time.Second}
	server.Serve(listener)
}
