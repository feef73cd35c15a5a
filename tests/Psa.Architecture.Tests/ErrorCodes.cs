using System.Reflection;

namespace Psa.Architecture.Tests;

/// <summary>The constants of all error codes.</summary>
internal static class ErrorCodes
{
    internal static IReadOnlyList<FieldInfo> All { get; } =
    [
        .. Shipped.AllTypes
            .Where(type => type is { IsAbstract: true, IsSealed: true } && type.Name.EndsWith("Errors", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(field => field.IsLiteral && field.FieldType == typeof(string)),
    ];

    internal static string Code(FieldInfo field) => (string)field.GetRawConstantValue()!;
}
