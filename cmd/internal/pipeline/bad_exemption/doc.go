// Package bad_exemption is the rule that judges excuses.
//
// An apiward:ignore comment, an x-apiward-ignore extension of a document or an
// exempt block of the policy that does not do what its author meant is reported:
// one that gives no reason, names no rule or one that does not exist, has expired,
// or excuses no finding. An extension covers the object it stands in and all below;
// of several around a finding the innermost is the one of use.
//
// So are the other entries of a policy that match nothing: a route among
// public_routes or the gateway's that nothing registers or documents, a path, a
// route or a document of an override, a package that a document is said to
// describe. In a file that the policy extends, which is shared with others, that is
// worth a note. A classification whose names are in no document is worth a note.
//
// # Why
//
// An excuse is a hole in the check that somebody decided on. One without a
// reason cannot be judged by the next reader. One with a misspelt rule leaves
// its author believing that a finding was dealt with. One that matches nothing
// any more stays open for the next flaw on that line, which then is never seen.
//
// # Avoid
//
// Comments and blocks that are copied from elsewhere, that outlive the code
// they were written for, or that carry a date nobody looks at.
//
// # Prefer
//
// Name one rule, give the reason in a sentence that a stranger understands,
// and put a comment on the line of the finding or on the line above it. Remove
// the excuse together with what it excused.
//
// # Limits
//
// Whether a reason is a good one is for people to judge. An excuse is called
// useless only for rules that are on and where all they look at was analysed:
// a run over some packages of a module, or one in which an input failed, does
// not judge it, nor any other entry. Where routes could not be read, an entry for a
// route that is not found is worth a note. These findings cannot be excused by a comment or an exempt
// block; the rule can be turned off in the policy.
package bad_exemption
