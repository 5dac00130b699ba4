// Package store keeps the service's data in PostgreSQL.
package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"example.com/orders/internal/model"
)

const (
	orderColumns = "id, customer_id, status, region, total_cents, note, created_at"
	ordersTable  = "orders"
	maxPage      = 200
)

// Orders keeps orders.
type Orders struct {
	db *sql.DB
}

// NewOrders returns the orders in db.
func NewOrders(db *sql.DB) *Orders {
	return &Orders{db: db}
}

// List returns the orders of one status, in the order the client asked for.
func (o *Orders) List(ctx context.Context, status, sort string) ([]model.Order, error) {
	query := "SELECT " + orderColumns + " FROM orders WHERE status = $1 ORDER BY " + sort
	rows, err := o.db.QueryContext(ctx, query, status)
	if err != nil {
		return nil, fmt.Errorf("list orders: %w", err)
	}
	return scanOrders(rows)
}

// Recent returns the newest orders by one of the columns we sort by.
func (o *Orders) Recent(ctx context.Context, sort string, limit int) ([]model.Order, error) {
	query := fmt.Sprintf("SELECT %s FROM %s ORDER BY %s LIMIT %d", orderColumns, ordersTable, sortColumn(sort), min(limit, maxPage))
	rows, err := o.db.QueryContext(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("recent orders: %w", err)
	}
	return scanOrders(rows)
}

// sortColumn maps a client's word to a column.
func sortColumn(name string) string {
	switch name {
	case "total":
		return "total_cents DESC"
	case "status":
		return "status ASC"
	default:
		return "created_at DESC"
	}
}

// Page returns the orders behind the page's key.
func (o *Orders) Page(ctx context.Context, page model.Page) ([]model.Order, error) {
	query := "SELECT " + orderColumns + " FROM orders"
	if page.After != "" {
		query += " WHERE reference > '" + page.After + "'"
	}
	query += fmt.Sprintf(" ORDER BY reference LIMIT %d", min(page.Size, maxPage))
	rows, err := o.db.QueryContext(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("page of orders: %w", err)
	}
	return scanOrders(rows)
}

// PageByID is Page for clients that page by number.
func (o *Orders) PageByID(ctx context.Context, after int64, page model.Page) ([]model.Order, error) {
	query := "SELECT " + orderColumns + " FROM orders WHERE id > $1"
	query += fmt.Sprintf(" ORDER BY id LIMIT %d", min(page.Size, maxPage))
	rows, err := o.db.QueryContext(ctx, query, after)
	if err != nil {
		return nil, fmt.Errorf("page of orders: %w", err)
	}
	return scanOrders(rows)
}

// Tagged returns the orders with one of the tags.
func (o *Orders) Tagged(ctx context.Context, tags []string) ([]model.Order, error) {
	list := "'" + strings.Join(tags, "', '") + "'"
	rows, err := o.db.QueryContext(ctx, "SELECT "+orderColumns+" FROM orders WHERE tag IN ("+list+")")
	if err != nil {
		return nil, fmt.Errorf("tagged orders: %w", err)
	}
	return scanOrders(rows)
}

// Lookup returns the orders with the given references.
func (o *Orders) Lookup(ctx context.Context, references []string) ([]model.Order, error) {
	if len(references) == 0 {
		return nil, nil
	}
	args := make([]any, len(references))
	for i, ref := range references {
		args[i] = ref
	}
	query := rebind("SELECT " + orderColumns + " FROM orders WHERE reference IN (" + strings.Repeat("?,", len(references)-1) + "?)")
	rows, err := o.db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, fmt.Errorf("look up orders: %w", err)
	}
	return scanOrders(rows)
}

// Get returns one order, or sql.ErrNoRows.
func (o *Orders) Get(ctx context.Context, id string) (model.Order, error) {
	rows, err := o.db.QueryContext(ctx, "SELECT "+orderColumns+" FROM orders WHERE id = $1", id)
	if err != nil {
		return model.Order{}, fmt.Errorf("order %s: %w", id, err)
	}
	found, err := scanOrders(rows)
	if err != nil {
		return model.Order{}, err
	}
	if len(found) == 0 {
		return model.Order{}, sql.ErrNoRows
	}
	return found[0], nil
}

// Create stores a new order and returns its ID.
func (o *Orders) Create(ctx context.Context, in model.NewOrder) (int64, error) {
	const insert = `INSERT INTO orders (customer_id, region, total_cents, status, note)
		VALUES ($1, $2, $3, 'new', '') RETURNING id`
	var id int64
	if err := o.db.QueryRowContext(ctx, insert, in.CustomerID, in.Region, in.TotalCents).Scan(&id); err != nil {
		return 0, fmt.Errorf("create order: %w", err)
	}
	return id, nil
}

// SetNote replaces an order's note.
func (o *Orders) SetNote(ctx context.Context, id, note string) error {
	_, err := o.db.ExecContext(ctx, "UPDATE orders SET note = $1 WHERE id = $2", note, id)
	return err
}

// Cancel marks an order as cancelled.
func (o *Orders) Cancel(ctx context.Context, id string) error {
	_, err := o.db.ExecContext(ctx, "UPDATE orders SET status = 'cancelled' WHERE id = $1", id)
	return err
}

// Import copies a file of orders into the import table as it is.
func (o *Orders) Import(ctx context.Context, file []byte) error {
	_, err := o.db.ExecContext(ctx, "INSERT INTO imports (file) VALUES ($1)", file)
	return err
}

func scanOrders(rows *sql.Rows) ([]model.Order, error) {
	defer rows.Close()
	var out []model.Order
	for rows.Next() {
		var m model.Order
		if err := rows.Scan(&m.ID, &m.CustomerID, &m.Status, &m.Region, &m.TotalCents, &m.Note, &m.CreatedAt); err != nil {
			return nil, fmt.Errorf("scan order: %w", err)
		}
		out = append(out, m)
	}
	return out, rows.Err()
}
