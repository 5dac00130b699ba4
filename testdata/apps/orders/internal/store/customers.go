package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"example.com/orders/internal/model"
)

// Customers keeps customers, their accounts and their returns.
type Customers struct {
	db *sql.DB
}

// NewCustomers returns the customers in db.
func NewCustomers(db *sql.DB) *Customers {
	return &Customers{db: db}
}

// Search returns the customers whose name contains the term.
func (c *Customers) Search(ctx context.Context, term string) ([]model.Customer, error) {
	query := fmt.Sprintf("SELECT id, name, email FROM customers WHERE name ILIKE '%%%s%%'", term)
	rows, err := c.db.QueryContext(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("search customers: %w", err)
	}
	return scanCustomers(rows)
}

// WithEmail returns the customers whose address contains the term.
func (c *Customers) WithEmail(ctx context.Context, term string) ([]model.Customer, error) {
	pattern := fmt.Sprintf("%%%s%%", term)
	rows, err := c.db.QueryContext(ctx, "SELECT id, name, email FROM customers WHERE email ILIKE $1", pattern)
	if err != nil {
		return nil, fmt.Errorf("search customers: %w", err)
	}
	return scanCustomers(rows)
}

// InRegion returns the customers of a region, narrowed down to a city.
func (c *Customers) InRegion(ctx context.Context, region, city string) ([]model.Customer, error) {
	var b strings.Builder
	b.WriteString("SELECT id, name, email FROM customers WHERE true")
	if region != "" {
		b.WriteString(" AND region = '")
		b.WriteString(region)
		b.WriteString("'")
	}
	if city != "" {
		b.WriteString(" AND city = $1")
	} else {
		b.WriteString(" AND $1 = ''")
	}
	rows, err := c.db.QueryContext(ctx, b.String(), city)
	if err != nil {
		return nil, fmt.Errorf("customers in region: %w", err)
	}
	return scanCustomers(rows)
}

// InSegment returns the customers that match every condition that is not
// empty.
func (c *Customers) InSegment(ctx context.Context, segment, country string) ([]model.Customer, error) {
	var b strings.Builder
	var args []any
	b.WriteString("SELECT id, name, email FROM customers WHERE true")
	if segment != "" {
		args = append(args, segment)
		fmt.Fprintf(&b, " AND segment = $%d", len(args))
	}
	if country != "" {
		args = append(args, country)
		fmt.Fprintf(&b, " AND country = $%d", len(args))
	}
	rows, err := c.db.QueryContext(ctx, b.String(), args...)
	if err != nil {
		return nil, fmt.Errorf("customers in segment: %w", err)
	}
	return scanCustomers(rows)
}

// Get returns one customer, or sql.ErrNoRows.
func (c *Customers) Get(ctx context.Context, id string) (model.Customer, error) {
	var m model.Customer
	row := c.db.QueryRowContext(ctx, "SELECT id, name, email FROM customers WHERE id = $1", id)
	return m, row.Scan(&m.ID, &m.Name, &m.Email)
}

// SetEmail replaces a customer's address.
func (c *Customers) SetEmail(ctx context.Context, id, email string) error {
	_, err := c.db.ExecContext(ctx, "UPDATE customers SET email = $1 WHERE id = $2", email, id)
	return err
}

// Account returns the account with the given address, or sql.ErrNoRows.
func (c *Customers) Account(ctx context.Context, email string) (model.Account, error) {
	a := model.Account{Email: email}
	row := c.db.QueryRowContext(ctx, "SELECT salt, hash, admin FROM accounts WHERE email = $1", email)
	return a, row.Scan(&a.Salt, &a.Hash, &a.Admin)
}

// AddReturn stores a customer's wish to send something back.
func (c *Customers) AddReturn(ctx context.Context, in model.Return) (int64, error) {
	var id int64
	row := c.db.QueryRowContext(ctx, "INSERT INTO returns (order_id, reason) VALUES ($1, $2) RETURNING id", in.OrderID, in.Reason)
	return id, row.Scan(&id)
}

// Return returns one return, or sql.ErrNoRows.
func (c *Customers) Return(ctx context.Context, id string) (model.Return, error) {
	var m model.Return
	row := c.db.QueryRowContext(ctx, "SELECT id, order_id, reason FROM returns WHERE id = $1", id)
	return m, row.Scan(&m.ID, &m.OrderID, &m.Reason)
}

// Products returns everything that can be ordered.
func (c *Customers) Products(ctx context.Context) ([]model.Product, error) {
	rows, err := c.db.QueryContext(ctx, "SELECT sku, name, price_cents FROM products ORDER BY sku")
	if err != nil {
		return nil, fmt.Errorf("products: %w", err)
	}
	defer rows.Close()
	var out []model.Product
	for rows.Next() {
		var p model.Product
		if err := rows.Scan(&p.SKU, &p.Name, &p.PriceCents); err != nil {
			return nil, fmt.Errorf("scan product: %w", err)
		}
		out = append(out, p)
	}
	return out, rows.Err()
}

func scanCustomers(rows *sql.Rows) ([]model.Customer, error) {
	defer rows.Close()
	var out []model.Customer
	for rows.Next() {
		var m model.Customer
		if err := rows.Scan(&m.ID, &m.Name, &m.Email); err != nil {
			return nil, fmt.Errorf("scan customer: %w", err)
		}
		out = append(out, m)
	}
	return out, rows.Err()
}
