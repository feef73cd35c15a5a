using System.Linq;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Psa.EntityFrameworkCore;

/// <summary>Which migrations there are, without Entity Framework's model: a process that finds its tables up to date, as nearly all do, needn't pay for that.</summary>
internal static class MigrationNames
{
    /// <summary>Names those of an assembly, the oldest first.</summary>
    internal static string[] In(Assembly assembly) =>
        [.. assembly.GetTypes().Select(static type => type.GetCustomAttribute<MigrationAttribute>(inherit: false)?.Id).OfType<string>().Order(StringComparer.Ordinal)];
}
