package driver

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"go/types"
	"io"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/objectpath"

	"github.com/apiward/apiward/analyzers"
)

// factKey names one fact of a package: obj is nil where the package itself is
// what the fact is about.
type factKey struct {
	obj types.Object
	typ reflect.Type
}

// factSet holds the facts about one package and its objects.
type factSet map[factKey]analysis.Fact

// factFile is what is kept of one fact type of a package: a value that could
// lie in a file, with nothing of this process in it.
type factFile struct {
	Type    string            // package path and name
	Objects []objectpath.Path // sorted; "" is the package
	Data    []byte            // a fact for each of Objects
}

// factCodec knows the fact types of a run's analyzers by name.
type factCodec map[string]reflect.Type

// newFactCodec returns the codec for the fact types of the analyzers, which
// are in a fixed order. Gob numbers types as it meets them, so each is met
// here: the numbers must not depend on which package is done first.
func newFactCodec(analyzers []*analysis.Analyzer) factCodec {
	codec := factCodec{}
	for _, a := range analyzers {
		for _, fact := range a.FactTypes {
			t := reflect.TypeOf(fact)
			codec[factName(t)] = t
			_ = gob.NewEncoder(io.Discard).Encode(reflect.New(t.Elem()).Interface())
		}
	}
	return codec
}

// factName returns the name of a fact's pointer type.
func factName(t reflect.Type) string { return t.Elem().PkgPath() + "." + t.Elem().Name() }

// factList are the facts of one type in a set, in a fixed order.
type factList struct {
	typ     reflect.Type
	objects []objectpath.Path // sorted; "" is the package
	facts   []analysis.Fact
}

// lists returns the facts of set by type, sorted, and without those about objects
// that no importer can reach.
func (codec factCodec) lists(set factSet) (lists []factList) {
	var paths objectpath.Encoder
	byType := map[string]map[objectpath.Path]analysis.Fact{}
	for key, fact := range set {
		var path objectpath.Path
		if key.obj != nil {
			var err error
			if path, err = paths.For(key.obj); err != nil {
				continue // a local object: it has no meaning elsewhere
			}
		}
		name := factName(key.typ)
		if byType[name] == nil {
			byType[name] = map[objectpath.Path]analysis.Fact{}
		}
		byType[name][path] = fact
	}
	for _, name := range slices.Sorted(maps.Keys(byType)) {
		list := factList{typ: codec[name], objects: slices.Sorted(maps.Keys(byType[name]))}
		for _, path := range list.objects {
			list.facts = append(list.facts, byType[name][path])
		}
		lists = append(lists, list)
	}
	return lists
}

// isPlain reports whether facts of a type are written as plain data. Those of others
// than the suite's can be anything.
func isPlain(typ reflect.Type) bool { return typ.Implements(reflect.TypeFor[analyzers.Plain]()) }

// values returns the facts as a pointer to a slice of them.
func (l *factList) values() any {
	list := reflect.New(reflect.SliceOf(l.typ))
	for _, fact := range l.facts {
		list.Elem().Set(reflect.Append(list.Elem(), reflect.ValueOf(fact)))
	}
	return list.Interface()
}

// encode returns the facts as one piece.
func (l *factList) encode(lines analyzers.Lines) ([]byte, error) {
	if isPlain(l.typ) {
		return analyzers.MarshalLines(l.values(), lines)
	}
	var data bytes.Buffer
	enc := gob.NewEncoder(&data)
	for i, path := range l.objects {
		if err := enc.Encode(l.facts[i]); err != nil {
			return nil, fmt.Errorf("fact %s of %q does not encode: %w", factName(l.typ), path, err)
		}
	}
	return data.Bytes(), nil
}

// decode reads what encode wrote, as many as there are objects.
func (l *factList) decode(data []byte, lines analyzers.Lines) error {
	if isPlain(l.typ) {
		list := reflect.New(reflect.SliceOf(l.typ))
		if err := analyzers.UnmarshalLines(data, list.Interface(), lines); err != nil {
			return fmt.Errorf("facts %s do not decode: %w", factName(l.typ), err)
		}
		if list.Elem().Len() != len(l.objects) {
			return fmt.Errorf("there are %d facts %s, of %d objects", list.Elem().Len(), factName(l.typ), len(l.objects))
		}
		for i := range l.objects {
			l.facts = append(l.facts, list.Elem().Index(i).Interface().(analysis.Fact))
		}
		return nil
	}
	dec := gob.NewDecoder(bytes.NewReader(data))
	for _, path := range l.objects {
		fact := reflect.New(l.typ.Elem()).Interface().(analysis.Fact)
		if err := dec.Decode(fact); err != nil {
			return fmt.Errorf("fact %s of %q does not decode: %w", factName(l.typ), path, err)
		}
		l.facts = append(l.facts, fact)
	}
	return nil
}

// encode returns the facts of set as values for a file. sizes says how many of the
// bytes are facts of each type.
func (codec factCodec) encode(set factSet, lines analyzers.Lines) (encoded []byte, sizes map[string]int, err error) {
	var files []factFile
	sizes = map[string]int{}
	for _, list := range codec.lists(set) {
		data, err := list.encode(lines)
		if err != nil {
			return nil, nil, err
		}
		name := factName(list.typ)
		files = append(files, factFile{Type: name, Objects: list.objects, Data: data})
		sizes[name] = len(data)
		for _, path := range list.objects {
			sizes[name] += len(path)
		}
	}
	if len(files) == 0 {
		return nil, nil, nil
	}
	var out bytes.Buffer
	if err := gob.NewEncoder(&out).Encode(files); err != nil {
		return nil, nil, err
	}
	return out.Bytes(), sizes, nil
}

// sum hands on what tells the facts of set from others.
func (codec factCodec) sum(set factSet, lines analyzers.Lines, to func([]byte)) error {
	for _, list := range codec.lists(set) {
		to([]byte(factName(list.typ)))
		for _, path := range list.objects {
			to([]byte(path))
		}
		if !isPlain(list.typ) {
			data, err := list.encode(nil)
			if err != nil {
				return err
			}
			to(data)
			continue
		}
		sum, err := analyzers.Sum(list.values(), lines)
		if err != nil {
			return err
		}
		to(sum[:])
	}
	return nil
}

// decode reads what encode wrote about pkg, as far as pkg has the objects.
func (codec factCodec) decode(pkg *types.Package, data []byte, lines analyzers.Lines) (factSet, error) {
	if len(data) == 0 {
		return nil, nil
	}
	var files []factFile
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&files); err != nil {
		return nil, err
	}
	set := factSet{}
	for _, file := range files {
		list := factList{typ: codec[file.Type], objects: file.Objects}
		if list.typ == nil {
			return nil, fmt.Errorf("no analyzer of this run has facts of type %s", file.Type)
		}
		if err := list.decode(file.Data, lines); err != nil {
			return nil, err
		}
		for i, path := range file.Objects {
			key := factKey{typ: list.typ}
			if path != "" {
				obj, err := objectpath.Object(pkg, path)
				if err != nil {
					continue // export data leaves out what no importer can name
				}
				key.obj = obj
			}
			set[key] = list.facts[i]
		}
	}
	return set, nil
}

// passFacts are the facts that the passes of one package see: their own as
// they are exported, and those of the packages behind its imports.
type passFacts struct {
	pkg  *types.Package
	deps map[*types.Package]factSet // of the units behind pkg's imports, however far

	mu  sync.Mutex
	own factSet
}

// lookup copies the fact with the given key into ptr, if there is one.
func (f *passFacts) lookup(pkg *types.Package, key factKey, ptr analysis.Fact) bool {
	set := f.deps[pkg]
	if pkg == f.pkg {
		f.mu.Lock()
		defer f.mu.Unlock()
		set = f.own
	}
	fact, ok := set[key]
	if ok {
		reflect.ValueOf(ptr).Elem().Set(reflect.ValueOf(fact).Elem())
	}
	return ok
}

func (f *passFacts) importObject(obj types.Object, ptr analysis.Fact) bool {
	if obj == nil {
		panic("ImportObjectFact of a nil object")
	}
	return f.lookup(obj.Pkg(), factKey{obj, reflect.TypeOf(ptr)}, ptr)
}

func (f *passFacts) importPackage(pkg *types.Package, ptr analysis.Fact) bool {
	if pkg == nil {
		panic("ImportPackageFact of a nil package")
	}
	return f.lookup(pkg, factKey{typ: reflect.TypeOf(ptr)}, ptr)
}

func (f *passFacts) export(a *analysis.Analyzer, key factKey, fact analysis.Fact) {
	if !hasFactType(a, key.typ) {
		panic(fmt.Sprintf("fact %v is not among the analyzer's FactTypes", key.typ))
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.own[key] = fact
}

func (f *passFacts) exportObject(a *analysis.Analyzer, obj types.Object, fact analysis.Fact) {
	if obj.Pkg() != f.pkg {
		panic(fmt.Sprintf("ExportObjectFact of %v, which is not of package %s", obj, f.pkg.Path()))
	}
	f.export(a, factKey{obj, reflect.TypeOf(fact)}, fact)
}

// forget drops the facts of an analyzer that failed: half of them would be
// read as all of them.
func (f *passFacts) forget(a *analysis.Analyzer) {
	f.mu.Lock()
	defer f.mu.Unlock()
	maps.DeleteFunc(f.own, func(key factKey, _ analysis.Fact) bool { return hasFactType(a, key.typ) })
}

func hasFactType(a *analysis.Analyzer, t reflect.Type) bool {
	return slices.ContainsFunc(a.FactTypes, func(f analysis.Fact) bool { return reflect.TypeOf(f) == t })
}

// objects returns all object facts that a may see, by package, then by place.
func (f *passFacts) objects(a *analysis.Analyzer) []analysis.ObjectFact {
	var facts []analysis.ObjectFact
	f.each(a, func(_ *types.Package, key factKey, fact analysis.Fact) {
		if key.obj != nil {
			facts = append(facts, analysis.ObjectFact{Object: key.obj, Fact: fact})
		}
	})
	return facts
}

// packages returns all package facts that a may see, by package.
func (f *passFacts) packages(a *analysis.Analyzer) []analysis.PackageFact {
	var facts []analysis.PackageFact
	f.each(a, func(pkg *types.Package, key factKey, fact analysis.Fact) {
		if key.obj == nil {
			facts = append(facts, analysis.PackageFact{Package: pkg, Fact: fact})
		}
	})
	return facts
}

// each calls do for every fact of a's types, in an order that every run shares.
func (f *passFacts) each(a *analysis.Analyzer, do func(*types.Package, factKey, analysis.Fact)) {
	f.mu.Lock()
	sets := maps.Clone(f.deps)
	sets[f.pkg] = maps.Clone(f.own)
	f.mu.Unlock()
	byPath := func(x, y *types.Package) int { return strings.Compare(x.Path(), y.Path()) }
	for _, pkg := range slices.SortedFunc(maps.Keys(sets), byPath) {
		for _, key := range slices.SortedFunc(maps.Keys(sets[pkg]), compareFacts) {
			if hasFactType(a, key.typ) {
				do(pkg, key, sets[pkg][key])
			}
		}
	}
}

// compareFacts orders facts of one package: its own first, then by place.
// Positions within one package are comparable: its files are parsed in order.
func compareFacts(x, y factKey) int {
	switch {
	case x.obj == nil && y.obj == nil:
		return strings.Compare(factName(x.typ), factName(y.typ))
	case x.obj == nil:
		return -1
	case y.obj == nil:
		return 1
	case x.obj.Pos() != y.obj.Pos():
		return int(x.obj.Pos()) - int(y.obj.Pos())
	}
	return strings.Compare(factName(x.typ), factName(y.typ))
}
