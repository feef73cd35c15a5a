// Writes the next migration of a store from what changed in the model since its snapshot.
//   Psa.Migrations <sqlite|postgresql> <folder> <name> <timestamp>        e.g. sqlite src/Psa.EntityFrameworkCore.Sqlite/Migrations AddQuotes 20270101000000
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Design.Internal;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.EntityFrameworkCore.Sqlite.Design.Internal;
using Microsoft.Extensions.DependencyInjection;
using Npgsql.EntityFrameworkCore.PostgreSQL.Design.Internal;
using Psa.EntityFrameworkCore;
using Psa.EntityFrameworkCore.PostgreSql;
using Psa.EntityFrameworkCore.Sqlite;

var (database, folder, name, id) = (args[0], args[1], args[2], $"{args[3]}_{args[2]}");
using PsaDbContext context = database == "sqlite" ? SqliteDbContext.On(new()) : PostgreSqlDbContext.On(new(), PostgreSqlDialect.AnySchema);
IDesignTimeServices designTime = database == "sqlite" ? new SqliteDesignTimeServices() : new NpgsqlDesignTimeServices();
var space = $"{context.GetType().Namespace}.Migrations";
var model = context.GetService<IDesignTimeModel>().Model;
var last = context.GetService<IMigrationsAssembly>().ModelSnapshot?.Model is { } snapshot
    ? context.GetService<IModelRuntimeInitializer>().Initialize(((IMutableModel)snapshot).FinalizeModel())
    : null;
var differ = context.GetService<IMigrationsModelDiffer>();
var up = differ.GetDifferences(last?.GetRelationalModel(), model.GetRelationalModel());
var down = last is null ? [] : differ.GetDifferences(model.GetRelationalModel(), last.GetRelationalModel());
if (up.Count == 0)
{
    Console.WriteLine($"The model of {database} has not changed.");
    return;
}

var services = new ServiceCollection()
    .AddEntityFrameworkDesignTimeServices(new OperationReporter(new OperationReportHandler()))
    .AddDbContextDesignTimeServices(context);
designTime.ConfigureDesignTimeServices(services);
using var provider = services.BuildServiceProvider();
var generator = provider.GetRequiredService<IMigrationsCodeGenerator>();
var snapshotName = $"{context.GetType().Name}ModelSnapshot";
Write($"{id}.cs", generator.GenerateMigration(space, name, up, down));
Write($"{id}.Designer.cs", generator.GenerateMetadata(space, context.GetType(), name, id, model));
Write($"{snapshotName}.cs", generator.GenerateSnapshot(space, context.GetType(), snapshotName, model));

// nothing of a schema is for callers
void Write(string file, string code) => File.WriteAllText(
    Path.Combine(folder, file), code.ReplaceLineEndings("\n").Replace("public partial class", "internal partial class", StringComparison.Ordinal));
