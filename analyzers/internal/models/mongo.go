package models

import "github.com/apiward/apiward/rules/model"

// mongoDriver lists both major versions of the driver. The argument that
// selects documents is a program of its own: an operator in it changes what is
// asked. What an update sets is data.
func mongoDriver() []model.Library {
	list := []model.Library{
		mongoAt("go.mongodb.org/mongo-driver/mongo"),
		mongoAt("go.mongodb.org/mongo-driver/v2/mongo"),
		{Path: "go.mongodb.org/mongo-driver/bson", Pure: []string{"*"}, Sinks: mongoCode("M", "E")},
		{
			Path: "go.mongodb.org/mongo-driver/v2/bson", Pure: []string{"*"}, Sinks: mongoCode("M", "E"),
			Harmless: []string{"ObjectID", "DateTime", "Timestamp", "Decimal128"}, PublicErrors: []string{"ObjectIDFromHex"},
		},
		{
			Path: "go.mongodb.org/mongo-driver/bson/primitive", Pure: []string{"*"}, Sinks: mongoCode("M", "E"),
			Harmless: []string{"ObjectID", "DateTime", "Timestamp", "Decimal128"}, PublicErrors: []string{"ObjectIDFromHex"},
		},
	}
	return list
}

func mongoAt(path string) model.Library {
	l := model.Library{Path: path, Opaque: []string{"*"}}
	sink := func(arg int, symbols ...string) {
		for _, s := range symbols {
			l.Sinks = append(l.Sinks, model.Sink{Symbol: s, Kind: model.NoSQL, Arg: arg})
		}
	}
	for _, call := range []string{
		"Find", "FindOne", "FindOneAndDelete", "FindOneAndReplace", "FindOneAndUpdate", "UpdateOne", "UpdateMany", "ReplaceOne",
		"DeleteOne", "DeleteMany", "CountDocuments", "Aggregate", "Watch",
	} {
		sink(1, "Collection."+call)
	}
	sink(2, "Collection.Distinct")
	sink(1, "Database.Aggregate", "Database.RunCommand", "Database.RunCommandCursor", "Database.Watch", "Client.Watch")
	for _, typ := range []string{"UpdateOneModel", "UpdateManyModel", "ReplaceOneModel", "DeleteOneModel", "DeleteManyModel"} {
		sink(0, typ+".SetFilter")
	}
	return l
}

// mongoCode lists the keys under which a text is JavaScript that the database
// runs.
func mongoCode(types ...string) []model.Sink {
	var list []model.Sink
	for _, typ := range types {
		for _, key := range []string{"$where", "$function", "$accumulator"} {
			list = append(list, model.Sink{Symbol: typ + "[" + key + "]", Kind: model.NoSQL})
		}
	}
	return list
}

// mgo is the driver that came before.
func mgo() model.Library {
	l := model.Library{Path: "gopkg.in/mgo.v2", Opaque: []string{"*"}}
	for _, call := range []string{"Find", "Remove", "RemoveAll", "Update", "UpdateAll", "Upsert", "Pipe"} {
		l.Sinks = append(l.Sinks, model.Sink{Symbol: "Collection." + call, Kind: model.NoSQL, Arg: 0})
	}
	for _, call := range []string{"Database.Run", "Session.Run"} {
		l.Sinks = append(l.Sinks, model.Sink{Symbol: call, Kind: model.NoSQL, Arg: 0})
	}
	return l
}

func mgoBSON() model.Library {
	return model.Library{Path: "gopkg.in/mgo.v2/bson", Pure: []string{"*"}, Sinks: mongoCode("M", "DocElem"), Harmless: []string{"MongoTimestamp"}}
}
