// Package model holds what the service stores and returns.
package model

import "time"

// Order is one purchase.
type Order struct {
	ID         int64     `json:"id"`
	CustomerID int64     `json:"customer_id"`
	Status     string    `json:"status"`
	Region     string    `json:"region"`
	TotalCents int64     `json:"total_cents"`
	Note       string    `json:"note,omitempty"`
	CreatedAt  time.Time `json:"created_at"`
}

// NewOrder is what a client sends to place an order.
type NewOrder struct {
	CustomerID int64  `json:"customer_id"`
	Region     string `json:"region"`
	TotalCents int64  `json:"total_cents"`
}

// Page selects a part of a long list.
type Page struct {
	After string // the last key the client has seen
	Size  int
}

// Customer is somebody who places orders.
type Customer struct {
	ID    int64  `json:"id"`
	Name  string `json:"name"`
	Email string `json:"email"`
}

// Return is a customer's wish to send something back.
type Return struct {
	ID      int64  `json:"id"`
	OrderID int64  `json:"order_id"`
	Reason  string `json:"reason"`
}

// Product is something that can be ordered.
type Product struct {
	SKU        string `json:"sku"`
	Name       string `json:"name"`
	PriceCents int64  `json:"price_cents"`
}

// Account is a person who can log in.
type Account struct {
	Email string
	Salt  []byte
	Hash  []byte
	Admin bool
}
