// Package path_traversal reports file names that a request can lead out of
// their directory.
//
// A finding is an error where request data was followed all the way into the
// name of a file that is opened, written, moved or removed, and a warning where
// it passed through code that cannot be seen or was kept in a field meanwhile.
//
// # Why
//
// "../../etc/passwd" is a name like any other. Who decides a name reads the
// service's keys and configuration, and, where files are written, replaces
// them.
//
// # Avoid
//
// Joining a directory and a name from a request. filepath.Join and
// filepath.Clean resolve ".." and do not refuse it; strings.TrimPrefix and
// strings.ReplaceAll of "../" leave what remains after one pass.
//
// # Prefer
//
// Open files through os.Root, http.Dir or an fs.FS, which stay where they are
// put whatever the name. Where a name is needed, take filepath.Base of it, ask
// filepath.IsLocal before it is joined, or clean it as a rooted path first, as
// in filepath.Join(dir, filepath.Clean("/"+name)). A joined name may also be
// checked afterwards: that it has the directory and a separator as its prefix,
// or that filepath.Rel finds no ".." between the two. Numbers, UUIDs and names
// chosen from constants are safe, and so is what SecureJoin returns.
//
// A function that makes names safe in a way that its body does not show is named
// in the policy, as a sanitizer for file_name.
//
// # Limits
//
// Symbolic links that lead out of a directory are not thought of. A name that
// an upload has is known to be cut down to its last element by mime/multipart.
// What only asks whether a file is there, as os.Stat does, is not reported.
package path_traversal
