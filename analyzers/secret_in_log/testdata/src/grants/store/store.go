// Package store keeps clients.
package store

import (
	"context"
	"fmt"
)

// Memory keeps them in memory.
type Memory struct{ seen map[string]int }

// Touch counts a client's calls.
func (m *Memory) Touch(ctx context.Context, id string) error {
	if m.seen[id] > 100 {
		return fmt.Errorf("client %s calls too often", id)
	}
	m.seen[id]++
	return nil
}
