// Writes the next migration of Psa.EntityFrameworkCore from what changed in the model since the snapshot.
//   Psa.Migrations <folder> <name> <timestamp>        e.g. src/Psa.EntityFrameworkCore/Migrations AddQuotes 20270101000000
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Design.Internal;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.EntityFrameworkCore.Sqlite.Design.Internal;
using Microsoft.Extensions.DependencyInjection;
using Psa.EntityFrameworkCore;

const string Namespace = "Psa.EntityFrameworkCore.Migrations";
var (folder, name, id) = (args[0], args[1], $"{args[2]}_{args[1]}");

using var connection = new SqliteConnection("Data Source=:memory:");
connection.Open();
using var context = new PsaDbContext(SqliteDatabase.OptionsFor(connection));
var model = context.GetService<IDesignTimeModel>().Model;
var last = context.GetService<IMigrationsAssembly>().ModelSnapshot?.Model is { } snapshot
    ? context.GetService<IModelRuntimeInitializer>().Initialize(((IMutableModel)snapshot).FinalizeModel())
    : null;
var differ = context.GetService<IMigrationsModelDiffer>();
var up = differ.GetDifferences(last?.GetRelationalModel(), model.GetRelationalModel());
var down = last is null ? [] : differ.GetDifferences(model.GetRelationalModel(), last.GetRelationalModel());
if (up.Count == 0)
{
    Console.WriteLine("The model has not changed.");
    return;
}

var services = new ServiceCollection()
    .AddEntityFrameworkDesignTimeServices(new OperationReporter(new OperationReportHandler()))
    .AddDbContextDesignTimeServices(context);
new SqliteDesignTimeServices().ConfigureDesignTimeServices(services);
using var provider = services.BuildServiceProvider();
var generator = provider.GetRequiredService<IMigrationsCodeGenerator>();
Write($"{id}.cs", generator.GenerateMigration(Namespace, name, up, down));
Write($"{id}.Designer.cs", generator.GenerateMetadata(Namespace, typeof(PsaDbContext), name, id, model));
Write("PsaDbContextModelSnapshot.cs", generator.GenerateSnapshot(Namespace, typeof(PsaDbContext), "PsaDbContextModelSnapshot", model));

// nothing of a schema is for callers
void Write(string file, string code) => File.WriteAllText(
    Path.Combine(folder, file), code.ReplaceLineEndings("\n").Replace("public partial class", "internal partial class", StringComparison.Ordinal));
