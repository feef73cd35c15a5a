using System.Reflection;

namespace Psa.Architecture.Tests;

/// <summary>Which methods compiled code calls, getters of properties among them.</summary>
internal static class UsedMembers
{
    /// <summary>Gives what a method calls or takes the address of, of generic types the definitions.</summary>
    internal static IEnumerable<MethodBase> CalledBy(MethodBase method)
    {
        if (method.GetMethodBody() is not { } body)
        {
            yield break;
        }

        var typeArguments = method.DeclaringType is { IsGenericType: true } owner ? owner.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        foreach (var token in UsedTypes.Tokens(body.GetILAsByteArray()!))
        {
            if (method.Module.ResolveMember(token, typeArguments, methodArguments) is MethodBase called)
            {
                yield return Definition(called);
            }
        }
    }

    /// <summary>Gives the method as its type declares it, whatever its type arguments.</summary>
    internal static MethodBase Definition(MethodBase method) =>
        method.DeclaringType is { IsGenericType: true, IsGenericTypeDefinition: false } type
            ? MethodBase.GetMethodFromHandle(method.MethodHandle, type.GetGenericTypeDefinition().TypeHandle)!
            : method;
}
