using Psa.Benchmarks;

return args switch
{
    ["age"] => AgeCommand.Run(),
    _ => MicroCommand.Run(args),
};
