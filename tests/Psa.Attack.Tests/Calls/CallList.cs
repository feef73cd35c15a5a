using System.Reflection;
using Psa.Services;

namespace Psa.Attack.Tests.Calls;

/// <summary>Every call that a host can make, found by asking: a new service or method is attacked without being listed.</summary>
internal static class CallList
{
    public static IReadOnlyList<Call> All { get; } =
    [
        .. typeof(ContractService).Assembly.GetExportedTypes()
            .Where(static type => type is { IsClass: true, Namespace: "Psa.Services" })
            .SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(static method => Answers.IsAnswer(method.ReturnType))
            .Select(static method => new Call(method))
            .OrderBy(static call => call.Name, StringComparer.Ordinal),
    ];
}
