using System.Reflection;
using System.Runtime.CompilerServices;

namespace Psa.Architecture.Tests;

/// <summary>The assemblies that are packed, and what is in them.</summary>
internal static class Shipped
{
    internal const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    internal static readonly string[] Names = ["Psa.Abstractions", "Psa.Domain", "Psa.EntityFrameworkCore", "Psa.EntityFrameworkCore.Sqlite", "Psa.EntityFrameworkCore.PostgreSql", "Psa.AspNetCore"];

    internal static IReadOnlyList<Assembly> Assemblies { get; } = [.. Names.Select(Assembly.Load)];

    /// <summary>Gets all types, what the compiler made up too.</summary>
    internal static IReadOnlyList<Type> AllTypes { get; } = [.. Assemblies.SelectMany(assembly => assembly.GetTypes())];

    internal static IReadOnlyList<Type> PublicTypes { get; } = [.. Assemblies.SelectMany(assembly => assembly.GetExportedTypes())];

    internal static TheoryData<string> NameData { get; } = [.. Names];

    internal static bool IsCompilerGenerated(MemberInfo member) =>
        member.Name.Contains('<', StringComparison.Ordinal) || member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    internal static bool IsVisible(MethodBase? method) => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };

    /// <summary>Gives the type that stands in the source: outside all closures and nested types.</summary>
    internal static Type Outermost(Type type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type;
    }

    /// <summary>Takes references, arrays and generic arguments apart.</summary>
    internal static IEnumerable<Type> Parts(Type type)
    {
        if (type.HasElementType)
        {
            return Parts(type.GetElementType()!);
        }

        return type.IsGenericType
            ? type.GetGenericArguments().SelectMany(Parts).Prepend(type.GetGenericTypeDefinition())
            : [type];
    }
}
