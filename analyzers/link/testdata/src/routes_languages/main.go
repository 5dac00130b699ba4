// Command routes_languages keeps the language of pages in the context of requests, and
// checks what is sent by it; others keep there who is calling.
package main

import (
	"context"
	"errors"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
)

type language string

// tag is a type for keys.
type tag string

const (
	byName  = "language"
	byTag   = tag("language")
	known   = "known"
	sender  = "sender"
	english = language("en")
)

var languages = []string{"en", "de", "fr"}

// speaks keeps the language that a request asks for, or the first.
func speaks(c *gin.Context) {
	asked := c.GetHeader("Accept-Language")
	if len(asked) > 100 {
		c.Set(byName, english)
		return
	}
	for _, l := range languages {
		if l == asked {
			c.Set(byName, language(asked))
			return
		}
	}
	c.Set(byName, english)
}

// spoken returns the language of a request, or of a job.
func spoken(ctx context.Context) language {
	if c, ok := ctx.(*gin.Context); ok {
		if l, ok := c.Get(byName); ok {
			return l.(language)
		}
	}
	if l, ok := ctx.Value(byTag).(language); ok {
		return l
	}
	return english
}

type mails struct{ to map[string]string }

// send writes a mail in the language of who gets it.
func (m *mails) send(ctx context.Context, l, to string) error {
	if l != "" {
		ctx = context.WithValue(ctx, byTag, language(l))
	}
	return m.write(ctx, to)
}

func (m *mails) write(ctx context.Context, to string) error {
	if _, ok := m.to[to]; !ok {
		return errors.New(string(spoken(ctx)))
	}
	return nil
}

type checker struct{ least int }

func (c *checker) check(text string) error {
	if len(text) < c.least {
		return errors.New("too short")
	}
	return nil
}

var checkers = map[language]*checker{"en": {3}, "de": {4}}

func answer(c *gin.Context, err error) {
	if err == nil {
		c.JSON(http.StatusOK, os.Args)
		return
	}
	var told interface{ Code() int }
	if errors.As(err, &told) {
		c.JSON(told.Code(), err.Error())
		return
	}
	c.JSON(http.StatusInternalServerError, err.Error())
}

// wrong asks for a text that is long enough in the language of the request, and answers
// where it is not.
func wrong(c *gin.Context) bool {
	if err := checkers[spoken(c)].check(c.Query("text")); err != nil {
		answer(c, err)
		return true
	}
	return false
}

func checked(c *gin.Context) {
	if wrong(c) {
		return
	}
	answer(c, nil)
}

// marks says whether a key was sent that holds, and lets all by.
func marks(c *gin.Context) {
	if c.GetHeader("Authorization") == "Bearer "+os.Getenv("KEY") {
		c.Set(known, "yes")
	}
}

func wanted(c *gin.Context) {
	if c.GetString(known) == "" {
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}

// job does something in the name of the program, and asks what its callers do.
func job(ctx context.Context, m *mails) error {
	return m.send(context.WithValue(ctx, tag(sender), "program"), "", "someone")
}

// sent asks for a sender whom nobody is seen to leave with requests.
func sent(c *gin.Context) {
	if s, _ := c.Request.Context().Value(tag(sender)).(string); s == "" {
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}

type thing struct {
	owner string
	kept  bool
}

// rows is where things are kept.
type rows interface {
	thing(ctx context.Context, id string) (*thing, bool, error)
}

type table map[string]*thing

func (t table) thing(_ context.Context, id string) (*thing, bool, error) {
	of, ok := t[id]
	return of, ok, nil
}

type shelf struct{ rows rows }

// get finds what is open to all, and what somebody has kept for himself.
func (s *shelf) get(ctx context.Context, id, user string) (*thing, bool, error) {
	t, has, err := s.rows.thing(ctx, id)
	if err != nil {
		return nil, has, err
	}
	if !has {
		return nil, false, nil
	}
	if t.kept && t.owner != user {
		return nil, false, errors.New("not there")
	}
	return t, has, nil
}

type caller struct{ name string }

func current(c *gin.Context) *caller {
	v, ok := c.Get("user")
	if !ok {
		return nil
	}
	u, _ := v.(*caller)
	return u
}

func who(c *gin.Context) string {
	u := current(c)
	if u == nil {
		return ""
	}
	return u.name
}

// knows says who is calling, and lets all by.
func knows(c *gin.Context) {
	if key := c.GetHeader("Authorization"); key != "" && key == os.Getenv("KEY") {
		c.Set("user", &caller{key})
	}
}

// find answers what there is for all, and more to those whom it is for.
func (s *shelf) find(c *gin.Context) {
	_, has, err := s.get(c, c.Query("id"), who(c))
	if err != nil {
		answer(c, err)
		return
	}
	if !has {
		answer(c, errors.New(""))
		return
	}
	answer(c, nil)
}

// own answers those alone who are somebody.
func (s *shelf) own(c *gin.Context) {
	if who(c) == "" {
		c.Status(http.StatusUnauthorized)
		return
	}
	s.find(c)
}

func main() {
	m, s := &mails{}, &shelf{table{}}
	go func() { _ = job(context.Background(), m) }()
	r := gin.New()
	spoken := r.Group("/spoken", speaks)
	spoken.GET("/checked", checked)             // route GET /spoken/checked none local=unknown
	spoken.POST("/mail", func(c *gin.Context) { // route POST /spoken/mail none
		answer(c, m.send(c, c.Query("language"), c.Query("to")))
	})
	r.GET("/marked", marks, wanted, checked) // route GET /marked required
	r.GET("/open", marks, checked)           // route GET /open optional local=unknown
	r.GET("/sent", sent, checked)            // route GET /sent unknown
	things := r.Group("/things", knows)
	things.GET("/find", s.find) // route GET /things/find optional
	things.GET("/own", s.own)   // route GET /things/own required
	_ = r.Run(":8080")
}
