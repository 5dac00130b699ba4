package sensitive

import "testing"

func TestDecides(t *testing.T) {
	for name, want := range map[string]Decision{
		"isAdmin": Power, "is_super_user": Power, "roles": Role, "userRole": Role, "ownerID": Owner, "tenant_id": Owner, "createdBy": Owner,
		"emailVerified": Verified, "wallet-balance": Balance, "passwordHash": Hash, "unit_price": Price, "quota": Standing, "deletedAt": Standing,
		"status": State, "createdAt": State, "id": Identity,
		// What only holds such a word is something else.
		"admin_email": "", "discount_code": "", "role_description": "", "priceless": "", "owner_name_hint": "", "plan_b": "", "": "",
	} {
		if got := Decides(Words(name)); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
